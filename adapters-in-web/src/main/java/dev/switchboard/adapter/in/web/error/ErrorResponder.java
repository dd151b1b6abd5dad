package dev.switchboard.adapter.in.web.error;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/// Answers with a [Problem] in the error form of the request's path. Used by filters, entry points
/// and the controller advice, so that an error looks the same wherever it is noticed.
public final class ErrorResponder {

    /// The header of every response, set before anything can fail.
    public static final String REQUEST_ID = "X-Request-Id";

    private final ErrorForms forms;

    public ErrorResponder(ErrorForms forms) {
        this.forms = forms;
    }

    /// @throws IOException if the response has begun. The server breaks it off then: nobody may
    ///   take a part for the whole
    public void respond(HttpServletRequest request, HttpServletResponse response, Problem problem)
            throws IOException {
        if (response.isCommitted()) {
            throw new IOException("The response has begun, so it is broken off");
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

    /// Whether errors of a request have the form that bots' callers know.
    public boolean describes(HttpServletRequest request) {
        return forms.of(path(request)).equals(ErrorForm.DESCRIPTION);
    }

    /// Returns the response to a request that the server itself refuses before any handler.
    ///
    /// @param path as requested; may be malformed
    /// @param status the status of the refusal
    ResponseEntity<byte[]> refusal(String path, int status) {
        Problem problem = Problem.of(HttpStatuses.codeFor(status));
        return refusal(forms.of(path), problem, status);
    }

    /// Returns a response with problem details.
    ResponseEntity<byte[]> problem(int status, String detail) {
        Problem problem = Problem.of(HttpStatuses.codeFor(status), detail);
        return refusal(ErrorForm.PROBLEM_DETAILS, problem, status);
    }

    /// Returns the response to a request that is refused before any handler, because the hub can
    /// use no store now.
    ResponseEntity<byte[]> outage(String path) {
        Problem problem = Problem.of(ProblemCode.STORAGE_UNAVAILABLE).retrySoon();
        ErrorForm form = forms.of(path);
        return refusal(form, problem, form.status(problem.code()));
    }

    private static ResponseEntity<byte[]> refusal(ErrorForm form, Problem problem, int status) {
        return ResponseEntity.status(status)
                .header(HttpHeaders.CONTENT_TYPE, form.contentType())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .headers(headers -> problem.headers().forEach(headers::set))
                .body(form.body().of(problem, status, null));
    }

    private static String path(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = failed == null ? request.getRequestURI() : failed.toString();
        return path.substring(request.getContextPath().length());
    }
}
