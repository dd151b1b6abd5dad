package dev.switchboard.adapter.in.web.route;

import dev.switchboard.adapter.in.web.error.ErrorForm;
import dev.switchboard.adapter.in.web.error.ErrorForms;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The routes of one feature or vendor, one line each; a bean beside the controllers that serve
/// them.
///
/// @param elsewhere the error forms of other paths, by pattern
public record Routes(List<Route> lines, Map<String, ErrorForm> elsewhere)
        implements ErrorForms.Source {

    public Routes {
        lines = List.copyOf(lines);
        elsewhere = Map.copyOf(elsewhere);
    }

    public static Routes of(Route... lines) {
        return new Routes(List.of(lines), Map.of());
    }

    /// Sets an error form for everything below a path, whether or not it has a line.
    public Routes failingBelow(String path, ErrorForm form) {
        return new Routes(
                lines.stream().map(line -> line.isBelow(path) ? line.failing(form) : line).toList(),
                Map.of(path + "/{elsewhere}", form));
    }

    @Override
    public Map<String, ErrorForm> errorForms() {
        Map<String, ErrorForm> forms = new HashMap<>(elsewhere);
        lines.stream()
                .filter(line -> !line.form().equals(ErrorForm.PROBLEM_DETAILS))
                .forEach(line -> forms.put(line.pattern().getPatternString(), line.form()));
        return forms;
    }
}
