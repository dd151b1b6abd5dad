/// Salesforce: its records by REST, and its agents by Enhanced Chat. See
/// `docs/protocol/salesforce.md`.
@NullMarked
package dev.switchboard.adapter.out.upstreams.salesforce;

import org.jspecify.annotations.NullMarked;
