/// Which routes there are and who may use them: each feature and each vendor contributes its own
/// [Routes], and what nobody lists does not exist.
@NullMarked
package dev.switchboard.adapter.in.web.route;

import org.jspecify.annotations.NullMarked;
