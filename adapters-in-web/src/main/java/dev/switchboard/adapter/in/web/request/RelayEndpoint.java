package dev.switchboard.adapter.in.web.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/// An endpoint that carries the relay's load. It reads the body and writes the answer itself, so a
/// POST of plain JSON needs no Spring MVC to reach it; any other request takes the usual way to the
/// same method.
///
/// @param path without placeholders
public record RelayEndpoint(String path, Method method) {

    /// What answers a request.
    @FunctionalInterface
    public interface Method {

        void serve(HttpServletRequest request, HttpServletResponse response) throws IOException;
    }
}
