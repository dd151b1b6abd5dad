package dev.switchboard.adapter.in.web.audit;

import dev.switchboard.adapter.in.web.error.ErrorResponder;
import dev.switchboard.application.port.out.audit.CurrentCall;
import dev.switchboard.domain.audit.Intent;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// The request that the framework bound to the thread.
final class ServletCall implements CurrentCall {

    /// The request attribute with the act that it began.
    static final String INTENT = ServletCall.class.getName() + ".INTENT";

    @Override
    public Call now() {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes bound) {
            HttpServletRequest request = bound.getRequest();
            HttpServletResponse response = bound.getResponse();
            String id = response == null ? null : response.getHeader(ErrorResponder.REQUEST_ID);
            return new Call(
                    request.getRemoteAddr(),
                    id == null ? "" : id,
                    request.getAttribute(INTENT) instanceof Intent intent ? intent.id() : null);
        }
        return Call.NONE;
    }
}
