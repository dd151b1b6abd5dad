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

/// What browsers are told with every answer. Data may do nothing in a page; pages may run their own
/// scripts and be framed by nobody, and the console may do even less. HSTS goes out over https
/// only.
final class SecurityHeaders {

    private static final String POLICY = "Content-Security-Policy";
    private static final String DATA = "default-src 'none'; frame-ancestors 'none'";
    private static final String PAGES =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                    + " object-src 'none'; base-uri 'none'; form-action 'self';"
                    + " frame-ancestors 'none'";

    /// The console has no inline style or script, asks nobody but this hub, and never has a text
    /// parsed as HTML or code: what users wrote cannot become either.
    private static final String CONSOLE =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
                    + " media-src blob:; connect-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'; require-trusted-types-for 'script';"
                    + " trusted-types 'none'";

    private final RequestMatcher console = matcher(List.of("/console/**"));
    private final RequestMatcher pages;
    private final RequestMatcher data;

    /// @param pagePatterns paths that answer with pages
    SecurityHeaders(List<String> pagePatterns) {
        this.pages = matcher(pagePatterns);
        this.data = request -> !pages.matches(request) && !console.matches(request);
    }

    private static RequestMatcher matcher(List<String> patterns) {
        List<PathPattern> all =
                patterns.stream().map(PathPatternParser.defaultInstance::parse).toList();
        return request -> all.stream().anyMatch(pattern -> pattern.matches(path(request)));
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

    /// The same for data, and set at once rather than when the answer leaves.
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
