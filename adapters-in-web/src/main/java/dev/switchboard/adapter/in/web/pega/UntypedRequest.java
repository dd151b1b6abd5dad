package dev.switchboard.adapter.in.web.pega;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/// A request whose content type nobody is to heed: not one that cannot be read, and not one whose
/// body a servlet container would take for a form (contract pega 2.1).
final class UntypedRequest extends HttpServletRequestWrapper {

    UntypedRequest(HttpServletRequest request) {
        super(request);
    }

    @Override
    public @Nullable String getContentType() {
        return null;
    }
}
