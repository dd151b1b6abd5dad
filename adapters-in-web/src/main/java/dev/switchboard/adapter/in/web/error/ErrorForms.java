package dev.switchboard.adapter.in.web.error;

import java.util.HashMap;
import java.util.Map;

/// Which form the failures of a path have. Goes by the text of the path: it is also asked for paths
/// that cannot be read.
public final class ErrorForms {

    private final Map<String, ErrorForm> paths = new HashMap<>();
    private final Map<String, ErrorForm> below = new HashMap<>();

    /// @param patterns of paths; one with a placeholder speaks for all that is below its fixed
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

    /// Routes that say in which form they fail.
    public interface Source {
        /// By pattern; what is missing fails as [ErrorForm#PROBLEM_DETAILS].
        Map<String, ErrorForm> errorForms();
    }

    /// @param path of a request, without the context path; may be no path at all
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

    /// Whether a path is one of this API's own, which take nothing that they do not know. Older
    /// families take what their callers always sent.
    ///
    /// @param path of the request, without the context path
    public boolean isStrict(String path) {
        return path.startsWith("/v1/") && of(path).equals(ErrorForm.PROBLEM_DETAILS);
    }
}
