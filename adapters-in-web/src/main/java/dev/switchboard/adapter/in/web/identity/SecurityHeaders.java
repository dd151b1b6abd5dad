package dev.switchboard.adapter.in.web.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.Header;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// The security headers of all responses. Data may do nothing in a page. Pages may run only their
/// own scripts and may not be framed; the console may do even less. HSTS is sent only over https.
final class SecurityHeaders {

    private static final String POLICY = "Content-Security-Policy";
    private static final String DATA = "default-src 'none'; frame-ancestors 'none'";
    private static final String PAGES =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                    + " object-src 'none'; base-uri 'none'; form-action 'self';"
                    + " frame-ancestors 'none'";

    /// The console has no inline style or script, connects only to this hub, and never parses a
    /// text as HTML or code, so users' messages cannot become either.
    private static final String CONSOLE =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
                    + " media-src blob:; connect-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'; require-trusted-types-for 'script';"
                    + " trusted-types 'none'";

    private final RequestMatcher console = matcher(List.of("/console/**"));
    private final RequestMatcher pages;
    private final RequestMatcher data;

    /// @param pagePatterns paths of HTML pages
    SecurityHeaders(List<String> pagePatterns) {
        this.pages = matcher(pagePatterns);
        this.data = request -> !pages.matches(request) && !console.matches(request);
    }

    private static RequestMatcher matcher(List<String> patterns) {
        List<PathPattern> all =
                patterns.stream().map(PathPatternParser.defaultInstance::parse).toList();
        return request -> {
            PathContainer path = path(request);
            return all.stream().anyMatch(pattern -> pattern.matches(path));
        };
    }

    void apply(HeadersConfigurer<HttpSecurity> headers) {
        headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                .xssProtection(HeadersConfigurer.XXssConfig::disable)
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                .addHeaderWriter(new StaticHeadersWriter(HttpHeaders.CACHE_CONTROL, "no-store"))
                .addHeaderWriter(policy(pages, PAGES))
                .addHeaderWriter(policy(data, DATA))
                .addHeaderWriter(
                        new DelegatingRequestMatcherHeaderWriter(
                                console,
                                new StaticHeadersWriter(
                                        List.of(
                                                new Header(POLICY, CONSOLE),
                                                new Header(
                                                        "Cross-Origin-Opener-Policy",
                                                        "same-origin"),
                                                new Header(
                                                        "Cross-Origin-Resource-Policy",
                                                        "same-origin"),
                                                new Header(
                                                        "Permissions-Policy",
                                                        "camera=(), microphone=(),"
                                                                + " geolocation=()")))));
    }

    /// The same for data, written at once instead of when the response is committed.
    static HeaderWriterFilter ofData() {
        HeaderWriterFilter filter =
                new HeaderWriterFilter(
                        List.of(
                                new XContentTypeOptionsHeaderWriter(),
                                new HstsHeaderWriter(),
                                new StaticHeadersWriter(
                                        List.of(
                                                new Header("X-Frame-Options", "DENY"),
                                                new Header("Referrer-Policy", "no-referrer"),
                                                new Header(HttpHeaders.CACHE_CONTROL, "no-store"),
                                                new Header(POLICY, DATA)))));
        filter.setShouldWriteHeadersEagerly(true);
        return filter;
    }

    private static DelegatingRequestMatcherHeaderWriter policy(RequestMatcher where, String what) {
        return new DelegatingRequestMatcherHeaderWriter(
                where, new StaticHeadersWriter(POLICY, what));
    }

    private static PathContainer path(HttpServletRequest request) {
        return PathContainer.parsePath(
                request.getRequestURI().substring(request.getContextPath().length()));
    }
}
