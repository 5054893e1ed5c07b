import './diagnostics.test';
import './fixes.test';
import './session.test';
