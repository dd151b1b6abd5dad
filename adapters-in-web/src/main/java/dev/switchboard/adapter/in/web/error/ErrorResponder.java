package dev.switchboard.adapter.in.web.error;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/// Answers with a [Problem] in the form of the family the request's path belongs to. For filters,
/// entry points and the controller advice alike, so that a failure looks the same wherever it is
/// noticed.
public final class ErrorResponder {

    /// On every answer, set before anything can fail.
    public static final String REQUEST_ID = "X-Request-Id";

    private final ErrorForms forms;

    public ErrorResponder(ErrorForms forms) {
        this.forms = forms;
    }

    /// Does nothing if the answer is already on its way.
    public void respond(HttpServletRequest request, HttpServletResponse response, Problem problem)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        ErrorForm form = forms.of(path(request));
        int status = form.status(problem.code());
        byte[] body = form.body().of(problem, status, response.getHeader(REQUEST_ID));
        response.resetBuffer();
        response.setStatus(status);
        problem.headers().forEach(response::setHeader);
        response.setContentType(form.contentType());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /// Whether failures of a request are told as those who call for a bot know them.
    public boolean describes(HttpServletRequest request) {
        return forms.of(path(request)).equals(ErrorForm.DESCRIPTION);
    }

    /// What is said to a request that the server itself refuses, before it is anybody's.
    ///
    /// @param path as it was asked for; may be no path at all
    /// @param status what the server refuses it with
    ResponseEntity<byte[]> refusal(String path, int status) {
        Problem problem = Problem.of(HttpStatuses.codeFor(status));
        return refusal(forms.of(path), problem, status);
    }

    /// Problem details.
    ResponseEntity<byte[]> problem(int status, String detail) {
        Problem problem = Problem.of(HttpStatuses.codeFor(status), detail);
        return refusal(ErrorForm.PROBLEM_DETAILS, problem, status);
    }

    private static ResponseEntity<byte[]> refusal(ErrorForm form, Problem problem, int status) {
        return ResponseEntity.status(status)
                .header(HttpHeaders.CONTENT_TYPE, form.contentType())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .body(form.body().of(problem, status, null));
    }

    private static String path(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = failed == null ? request.getRequestURI() : failed.toString();
        return path.substring(request.getContextPath().length());
    }
}
