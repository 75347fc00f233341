package io.loopscope.console;

import io.loopscope.plane.PlaneAddresses;
import io.loopscope.role.ConditionalOnService;
import java.io.IOException;
import java.net.URI;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.WebFilter;

/** The page: one document, its modules and styles, and one file of ECharts. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnService
class PageConfiguration {
  @Bean
  RouterFunction<ServerResponse> page(PlaneAddresses addresses) throws IOException {
    PageFiles files = PageFiles.read();
    return RouterFunctions.route()
        .filter(new ProblemFilter())
        .GET("/", request -> files.page(request, policy(addresses, request)))
        .GET(
            "/page/{*file}",
            request -> files.serve(request.pathVariable("file").substring(1), request))
        .build();
  }

  @Bean
  WebFilter safeHeaders() {
    return new SecurityHeaders();
  }

  private static String policy(PlaneAddresses addresses, ServerRequest request) {
    URI service = addresses.service(request.exchange().getRequest());
    return SecurityHeaders.policyOfThePage(PlaneAddresses.origin(service));
  }
}
