package dev.switchboard.adapter.in.web.error;

import java.util.function.BiFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Wires how failures leave.
@Configuration(proxyBeanMethods = false)
public class ErrorWebConfiguration {

    @Bean
    ErrorResponder errorResponder() {
        return new ErrorResponder();
    }

    @Bean
    BiFunction<String, Integer, ResponseEntity<byte[]>> serverRefusals(ErrorResponder responder) {
        return responder::refusal;
    }

    /// Problem details for those who answer requests without a controller: a status and a sentence
    /// for the caller.
    @Bean
    BiFunction<Integer, String, ResponseEntity<byte[]>> problems(ErrorResponder responder) {
        return responder::problem;
    }

    @Bean
    ErrorAdvice errorAdvice(ErrorResponder responder) {
        return new ErrorAdvice(responder);
    }

    @Bean
    FallbackErrorController fallbackErrorController(ErrorResponder responder) {
        return new FallbackErrorController(responder);
    }

    @Bean
    WebMvcConfigurer jsonContent(ErrorResponder responder) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new JsonContentInterceptor(responder));
            }
        };
    }
}
