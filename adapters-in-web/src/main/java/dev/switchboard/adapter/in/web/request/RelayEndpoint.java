package dev.switchboard.adapter.in.web.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/// One of the relay's busiest endpoints. It reads the body and writes the response itself, so a
/// POST of plain JSON reaches it without Spring MVC; any other request takes the usual way to the
/// same method.
///
/// @param path without placeholders
public record RelayEndpoint(String path, Method method) {

    /// Serves a request.
    @FunctionalInterface
    public interface Method {

        void serve(HttpServletRequest request, HttpServletResponse response) throws IOException;
    }
}
