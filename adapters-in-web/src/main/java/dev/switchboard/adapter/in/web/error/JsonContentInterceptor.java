package dev.switchboard.adapter.in.web.error;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.HandlerInterceptor;

/// Refuses bodies that would have to be inflated or decoded from anything but UTF-8, before they
/// are read (contract channels 6).
final class JsonContentInterceptor implements HandlerInterceptor {

    private final ErrorResponder responder;

    JsonContentInterceptor(ErrorResponder responder) {
        this.responder = responder;
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (plain(request.getHeader(HttpHeaders.CONTENT_ENCODING))
                && utf8(request.getContentType())) {
            return true;
        }
        responder.respond(request, response, Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE));
        return false;
    }

    private static boolean plain(@Nullable String encoding) {
        return encoding == null || encoding.strip().toLowerCase(Locale.ROOT).equals("identity");
    }

    private static boolean utf8(@Nullable String contentType) {
        try {
            Charset charset =
                    contentType == null ? null : MediaType.parseMediaType(contentType).getCharset();
            return charset == null || charset.equals(UTF_8);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
