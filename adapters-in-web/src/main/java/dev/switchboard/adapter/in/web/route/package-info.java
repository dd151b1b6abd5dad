/// Which routes there are and who may use them: each feature and each vendor contributes its own
/// [Routes], and what nobody lists does not exist.
package dev.switchboard.adapter.in.web.route;
