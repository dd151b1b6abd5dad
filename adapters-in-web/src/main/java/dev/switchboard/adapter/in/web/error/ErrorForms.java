package dev.switchboard.adapter.in.web.error;

import java.util.HashMap;
import java.util.Map;

/// Finds the error form of a path. Works on the path's text, because it is also used for paths that
/// cannot be parsed.
public final class ErrorForms {

    private final Map<String, ErrorForm> paths = new HashMap<>();
    private final Map<String, ErrorForm> below = new HashMap<>();

    /// @param patterns by path; a pattern with a placeholder applies to everything below its fixed
    ///   beginning, whether or not there is such a route
    public ErrorForms(Map<String, ErrorForm> patterns) {
        patterns.forEach((pattern, form) -> {
            int placeholder = pattern.indexOf("/{");
            if (placeholder < 0) {
                paths.put(pattern, form);
            } else {
                below.put(pattern.substring(0, placeholder), form);
            }
        });
    }

    /// Routes with their error forms.
    public interface Source {
        /// The forms by pattern; all other paths use [ErrorForm#PROBLEM_DETAILS].
        Map<String, ErrorForm> errorForms();
    }

    /// @param path the path of a request, without the context path; may be malformed
    public ErrorForm of(String path) {
        ErrorForm own = paths.get(path);
        if (own != null) {
            return own;
        }
        int end = path.length();
        while (end > 0) {
            ErrorForm form = below.get(path.substring(0, end));
            if (form != null) {
                return form;
            }
            end = path.lastIndexOf('/', end - 1);
        }
        return ErrorForm.PROBLEM_DETAILS;
    }

    /// Whether a path belongs to this hub's own API, which refuses unknown input. Older families
    /// accept what their callers always sent.
    ///
    /// @param path the path of the request, without the context path
    public boolean isStrict(String path) {
        return path.startsWith("/v1/") && of(path).equals(ErrorForm.PROBLEM_DETAILS);
    }
}
