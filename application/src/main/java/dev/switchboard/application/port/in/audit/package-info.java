/// How acts are recorded, and how the audit is read.
@NullMarked
package dev.switchboard.application.port.in.audit;

import org.jspecify.annotations.NullMarked;
