package dev.switchboard.adapter.in.web.relay;

import dev.switchboard.adapter.in.web.body.RawBody;
import dev.switchboard.adapter.in.web.error.DirectAnswer;
import dev.switchboard.adapter.in.web.request.RelayEndpoint;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerExceptionResolver;

/// A busy route, `/busy`, that returns the body of a request, its parameters and its URL. `X-Way`
/// says whether it was served on the `short` way or left to the `usual` one.
final class EchoRoute {

    private EchoRoute() {}

    /// Starts a server with it.
    ///
    /// @param refused answers what the route fails with
    static void start(Server server, HandlerExceptionResolver refused) throws Exception {
        server.setHandler(new UsualWay());
        RelayEndpoint echo =
                new RelayEndpoint(
                        "/busy",
                        (request, response) ->
                                DirectAnswer.of(HttpStatus.OK, RawBody.of(request))
                                        .with("X-Way", "short")
                                        .with("X-Url", request.getRequestURL().toString())
                                        .with("X-Parameters", parameters(request))
                                        .send(response));
        RelayChain chain = new RelayChain(List.of(), List.of(echo), refused);
        new RelayHandler(() -> chain, text -> text.indexOf('\t') < 0).putBefore(server);
        server.start();
    }

    private static String parameters(HttpServletRequest request) {
        return Collections.list(request.getParameterNames()).stream()
                .map(name -> name + " is " + request.getParameter(name))
                .collect(Collectors.joining(", "));
    }

    private static final class UsualWay extends Handler.Abstract {

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            response.getHeaders().put("X-Way", "usual");
            callback.succeeded();
            return true;
        }
    }
}
