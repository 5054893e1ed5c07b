import './diagnostics.test';
import './fixes.test';
import './reading.test';
import './session.test';
