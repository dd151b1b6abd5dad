package dev.switchboard.adapter.in.web.error;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/// Answers with a [Problem] in the form of the family the request's path belongs to. For filters,
/// entry points and the controller advice alike, so that a failure looks the same wherever it is
/// noticed.
public final class ErrorResponder {

    /// On every answer, set before anything can fail.
    public static final String REQUEST_ID = "X-Request-Id";

    /// Does nothing if the answer is already on its way.
    public void respond(HttpServletRequest request, HttpServletResponse response, Problem problem)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        ErrorForm form = ErrorForm.of(path(request));
        byte[] body = form.body(problem, response.getHeader(REQUEST_ID));
        response.resetBuffer();
        response.setStatus(form.status(problem.code()));
        problem.headers().forEach(response::setHeader);
        response.setContentType(form.contentType());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static String path(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = failed == null ? request.getRequestURI() : failed.toString();
        return path.substring(request.getContextPath().length());
    }
}
