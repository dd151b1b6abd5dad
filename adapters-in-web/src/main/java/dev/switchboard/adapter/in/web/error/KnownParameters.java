package dev.switchboard.adapter.in.web.error;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.in.web.error.Problem.FieldError;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Refuses unknown query parameters of [strict][ErrorForms#isStrict] endpoints: a filter that is
/// ignored would show its caller something other than requested.
final class KnownParameters implements HandlerInterceptor {

    private static final ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

    private final ErrorResponder responder;
    private final ErrorForms forms;
    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    KnownParameters(ErrorResponder responder, ErrorForms forms) {
        this.responder = responder;
        this.forms = forms;
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        String query = request.getQueryString();
        if (query == null
                || !(handler instanceof HandlerMethod method)
                || !forms.isStrict(request.getRequestURI())) {
            return true;
        }
        Set<String> names = known.computeIfAbsent(method.getMethod(), _ -> namesOf(method));
        List<String> unknown =
                Arrays.stream(query.split("&"))
                        .map(KnownParameters::name)
                        .filter(name -> !name.isEmpty() && !names.contains(name))
                        .distinct()
                        .toList();
        if (unknown.isEmpty()) {
            return true;
        }
        responder.respond(request, response, refusal(unknown, names));
        return false;
    }

    private static Problem refusal(List<String> unknown, Set<String> names) {
        String detail =
                "Unknown parameter: "
                        + QuotedInput.of(unknown.getFirst())
                        + (names.isEmpty()
                                ? "; there is none"
                                : "; known are " + String.join(", ", names));
        return Problem.invalidFields(
                detail,
                unknown.stream()
                        .map(name -> new FieldError(QuotedInput.of(name), "not_allowed"))
                        .toList());
    }

    private static String name(String pair) {
        String name = pair.split("=", 2)[0];
        try {
            return URLDecoder.decode(name, UTF_8);
        } catch (IllegalArgumentException _) {
            return name;
        }
    }

    private static Set<String> namesOf(HandlerMethod method) {
        Set<String> names = new TreeSet<>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
            if (annotation != null) {
                names.add(nameOf(parameter, annotation));
            } else if (parameter.hasParameterAnnotation(ParameterObject.class)) {
                Arrays.stream(parameter.getParameterType().getRecordComponents())
                        .map(RecordComponent::getName)
                        .forEach(names::add);
            }
        }
        AnnotatedElementUtils.getMergedRepeatableAnnotations(method.getMethod(), Parameter.class)
                .forEach(readByHand -> names.add(readByHand.name()));
        return names;
    }

    private static String nameOf(MethodParameter parameter, RequestParam annotation) {
        if (!annotation.name().isEmpty()) {
            return annotation.name();
        }
        parameter.initParameterNameDiscovery(NAMES);
        String name = parameter.getParameterName();
        return name == null ? "" : name;
    }
}
