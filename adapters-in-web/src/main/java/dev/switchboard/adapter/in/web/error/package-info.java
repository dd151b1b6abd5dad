/// Error responses: problem details for `/v1/`, each older family's own envelope elsewhere.
package dev.switchboard.adapter.in.web.error;
