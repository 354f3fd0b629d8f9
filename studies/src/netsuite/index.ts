/** The audit of a customer segmentation: its table, the audit of the document's segments, and its published claims. */
export { open } from './open.js';
export { customersContract, loadCustomers, type Customers } from './contract.js';
export { auditCadence, auditCustomers, HIGH, LABELS, QUARTERS, THRESHOLD } from './audit.js';
