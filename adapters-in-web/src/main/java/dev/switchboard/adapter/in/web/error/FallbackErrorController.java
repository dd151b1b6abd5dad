package dev.switchboard.adapter.in.web.error;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Answers errors outside any controller: a request that the firewall refused, a broken filter.
@Hidden
@RestController
final class FallbackErrorController implements ErrorController {

    private final ErrorResponder responder;

    FallbackErrorController(ErrorResponder responder) {
        this.responder = responder;
    }

    @RequestMapping("/error")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        ProblemCode code =
                status instanceof Integer known
                        ? HttpStatuses.codeFor(known)
                        : ProblemCode.NOT_FOUND;
        responder.respond(request, response, Problem.of(code));
    }
}
