import './starting.test';
import './accepting.test';
import './diagnostics.test';
import './fixes.test';
import './languageModel.test';
import './reading.test';
import './session.test';
import './writing.test';
