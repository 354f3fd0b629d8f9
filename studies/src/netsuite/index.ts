/** The audit of a customer segmentation: its table, the audit of the document's segments, and its published claims. */
export { open } from './open.js';
export { customersContract, loadCustomers, type Customers, type CustomerTable } from './contract.js';
export {
  ANOMALIES,
  auditCadence,
  auditCustomers,
  FEATURES,
  HIGH,
  LABELS,
  MATCH,
  QUARTERS,
  THRESHOLD,
} from './audit.js';
export { told } from './told.js';
