/// Who owns which conversation, and telling browsers apart.
@NullMarked
package dev.switchboard.application.service.session;

import org.jspecify.annotations.NullMarked;
