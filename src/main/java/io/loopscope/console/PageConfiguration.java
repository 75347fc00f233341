package io.loopscope.console;

import io.loopscope.plane.Addresses;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/** The page: one document, its modules and styles, and one file of ECharts. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnBean(type = "io.loopscope.loop.PingController")
class PageConfiguration {
  private static final Resource PAGE = new ClassPathResource("console/index.html");
  private static final Resource FILES = new ClassPathResource("console/");

  @Bean
  RouterFunction<ServerResponse> page(Addresses addresses) {
    return RouterFunctions.route()
        .GET("/", request -> page(addresses, request))
        .resources(
            "/page/**",
            FILES,
            (file, headers) -> headers.setCacheControl(CacheControl.noCache()))
        .build();
  }

  @Bean
  WebFilter safeHeaders() {
    return new SafeHeaders();
  }

  private static Mono<ServerResponse> page(Addresses addresses, ServerRequest request) {
    String service = Addresses.origin(addresses.service(request.exchange().getRequest()));
    return ServerResponse.ok()
        .contentType(MediaType.TEXT_HTML)
        .header(SafeHeaders.POLICY, SafeHeaders.policyOfThePage(service))
        .cacheControl(CacheControl.noCache())
        .bodyValue(PAGE);
  }
}
