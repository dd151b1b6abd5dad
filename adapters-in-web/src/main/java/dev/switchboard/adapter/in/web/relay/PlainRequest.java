package dev.switchboard.adapter.in.web.relay;

import dev.switchboard.adapter.in.web.request.ParameterMapRequest;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// A request as Jetty's server has it, for filters and endpoints that know servlets. It has a body
/// and at most one parameter; what needs a servlet container (sessions, parts, dispatches) is not
/// there and throws. The container would cost more than everything that reads the request.
final class PlainRequest extends ParameterMapRequest {

    private static final HttpServletRequest NO_CONTAINER = NoContainer.of(HttpServletRequest.class);

    private final Request request;
    private final PlainQuery query;
    private final PlainBody body;

    /// @param query the query of its URI
    PlainRequest(Request request, PlainQuery query) {
        super(NO_CONTAINER);
        this.request = request;
        this.query = query;
        this.body = new PlainBody(request);
    }

    @Override
    public String getMethod() {
        return request.getMethod();
    }

    @Override
    public String getRequestURI() {
        return request.getHttpURI().getPath();
    }

    @Override
    public StringBuffer getRequestURL() {
        return new StringBuffer(HttpURI.build(request.getHttpURI()).query(null).asString());
    }

    @Override
    public String getContextPath() {
        return "";
    }

    @Override
    public String getServletPath() {
        return getRequestURI();
    }

    @Override
    public @Nullable String getPathInfo() {
        return null;
    }

    @Override
    public HttpServletMapping getHttpServletMapping() {
        return WholePath.MAPPING;
    }

    @Override
    public @Nullable String getQueryString() {
        return request.getHttpURI().getQuery();
    }

    @Override
    public String getProtocol() {
        return request.getConnectionMetaData().getProtocol();
    }

    @Override
    public String getScheme() {
        return request.getHttpURI().getScheme();
    }

    @Override
    public boolean isSecure() {
        return request.isSecure();
    }

    @Override
    public String getServerName() {
        return Request.getServerName(request);
    }

    @Override
    public int getServerPort() {
        return Request.getServerPort(request);
    }

    @Override
    public String getRemoteAddr() {
        return Request.getRemoteAddr(request);
    }

    @Override
    public @Nullable String getHeader(String name) {
        return request.getHeaders().get(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return request.getHeaders().getValues(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(request.getHeaders().getFieldNamesCollection());
    }

    @Override
    public @Nullable String getContentType() {
        return request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    }

    @Override
    public int getContentLength() {
        long length = getContentLengthLong();
        return length > Integer.MAX_VALUE ? -1 : (int) length;
    }

    @Override
    public long getContentLengthLong() {
        return request.getLength();
    }

    @Override
    public ServletInputStream getInputStream() {
        return body;
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return query.parameters();
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return request.getAttribute(name);
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        return Collections.enumeration(request.getAttributeNameSet());
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        request.setAttribute(name, value);
    }

    @Override
    public void removeAttribute(String name) {
        request.removeAttribute(name);
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return null;
    }

    @Override
    public @Nullable String getRemoteUser() {
        return null;
    }

    @Override
    public boolean isUserInRole(String role) {
        return false;
    }

    @Override
    public DispatcherType getDispatcherType() {
        return DispatcherType.REQUEST;
    }

    @Override
    public boolean isAsyncStarted() {
        return false;
    }

    @Override
    public boolean isAsyncSupported() {
        return false;
    }

    /// Everything is the path of the one servlet, as behind the container.
    private enum WholePath implements HttpServletMapping {
        MAPPING;

        @Override
        public String getMatchValue() {
            return "";
        }

        @Override
        public String getPattern() {
            return "/";
        }

        @Override
        public String getServletName() {
            return "";
        }

        @Override
        public MappingMatch getMappingMatch() {
            return MappingMatch.DEFAULT;
        }
    }
}
