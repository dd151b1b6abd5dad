package dev.switchboard.adapter.in.web.route;

import java.util.List;

/// The routes of one feature or vendor, one line each; a bean beside the controllers that serve
/// them.
public record Routes(List<Route> lines) {

    public Routes {
        lines = List.copyOf(lines);
    }

    public static Routes of(Route... lines) {
        return new Routes(List.of(lines));
    }
}
