package dev.switchboard.adapter.in.web.openapi;

import dev.switchboard.adapter.in.web.error.ErrorResponder;
import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.request.CallRates;
import dev.switchboard.domain.network.Network;
import io.micrometer.core.instrument.Counter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/// Limits how often the pages about the API may be fetched, by one network and in total. Anybody
/// may fetch them, and no other short request costs as much: each response has hundreds of
/// kilobytes. The connection of a caller over the limit is closed, so its further requests are not
/// even read.
final class PageRates extends OncePerRequestFilter {

    private static final String EVERYBODY = "";

    private final CallRates network;
    private final CallRates all;
    private final ErrorResponder responder;
    private final Counter shed;

    /// @param shed counts the refused requests
    PageRates(CallRates network, CallRates all, ErrorResponder responder, Counter shed) {
        this.network = network;
        this.all = all;
        this.responder = responder;
        this.shed = shed;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Duration wait = network.take(Network.nameOf(request.getRemoteAddr()));
        if (wait.isZero()) {
            wait = all.take(EVERYBODY);
        }
        if (wait.isZero()) {
            chain.doFilter(request, response);
            return;
        }
        shed.increment();
        response.setHeader(HttpHeaders.CONNECTION, "close");
        responder.respond(
                request, response, Problem.of(ProblemCode.TOO_MANY_REQUESTS).retryAfter(wait));
    }
}
