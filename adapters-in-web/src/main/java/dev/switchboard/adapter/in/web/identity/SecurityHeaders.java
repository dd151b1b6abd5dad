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
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// What browsers are told with every answer. Data may do nothing in a page; pages may run their own
/// scripts and be framed by nobody. HSTS goes out over https only.
final class SecurityHeaders {

    private static final String POLICY = "Content-Security-Policy";
    private static final String DATA = "default-src 'none'; frame-ancestors 'none'";
    private static final String PAGES =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                    + " object-src 'none'; base-uri 'none'; form-action 'self';"
                    + " frame-ancestors 'none'";

    private final RequestMatcher pages;

    /// @param pagePatterns paths that answer with pages
    SecurityHeaders(List<String> pagePatterns) {
        List<PathPattern> patterns =
                pagePatterns.stream().map(PathPatternParser.defaultInstance::parse).toList();
        this.pages = request -> patterns.stream().anyMatch(p -> p.matches(path(request)));
    }

    void apply(HeadersConfigurer<HttpSecurity> headers) {
        headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                .xssProtection(HeadersConfigurer.XXssConfig::disable)
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                .addHeaderWriter(new StaticHeadersWriter(HttpHeaders.CACHE_CONTROL, "no-store"))
                .addHeaderWriter(policy(pages, PAGES))
                .addHeaderWriter(policy(new NegatedRequestMatcher(pages), DATA));
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
