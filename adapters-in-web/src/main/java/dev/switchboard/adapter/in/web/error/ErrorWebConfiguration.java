package dev.switchboard.adapter.in.web.error;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Sets up error handling.
@Configuration(proxyBeanMethods = false)
@Import({ErrorResponder.class, ErrorAdvice.class, FallbackErrorController.class})
public class ErrorWebConfiguration {

    @Bean
    ErrorForms errorForms(ObjectProvider<ErrorForms.Source> routes) {
        Map<String, ErrorForm> patterns = new HashMap<>();
        routes.forEach(source -> patterns.putAll(source.errorForms()));
        return new ErrorForms(patterns);
    }

    @Bean
    BiFunction<String, Integer, ResponseEntity<byte[]>> serverRefusals(ErrorResponder responder) {
        return responder::refusal;
    }

    /// The answer for a path while the hub can use no store.
    @Bean
    Function<String, ResponseEntity<byte[]>> refusalsOfAnOutage(ErrorResponder responder) {
        return responder::outage;
    }

    /// Makes problem details for handlers that answer without a controller: a status and a sentence
    /// for the caller.
    @Bean
    BiFunction<Integer, String, ResponseEntity<byte[]>> problems(ErrorResponder responder) {
        return responder::problem;
    }

    @Bean
    WebMvcConfigurer jsonContent(ErrorResponder responder, ErrorForms forms) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new JsonContentInterceptor(responder));
                registry.addInterceptor(new KnownParameters(responder, forms));
            }
        };
    }

    /// Refuses compressed bodies, and bodies in another charset than UTF-8, before they are read.
    /// Bots' callers always could name any type: their bodies are read as JSON in UTF-8.
    static final class JsonContentInterceptor implements HandlerInterceptor {

        private final ErrorResponder responder;

        JsonContentInterceptor(ErrorResponder responder) {
            this.responder = responder;
        }

        @Override
        public boolean preHandle(
                HttpServletRequest request, HttpServletResponse response, Object handler)
                throws IOException {
            if (plain(request.getHeader(HttpHeaders.CONTENT_ENCODING))
                    && (responder.describes(request) || utf8(request.getContentType()))) {
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
                        contentType == null
                                ? null
                                : MediaType.parseMediaType(contentType).getCharset();
                return charset == null || charset.equals(UTF_8);
            } catch (IllegalArgumentException _) {
                return false;
            }
        }
    }
}
