package io.loopscope.console;

import io.loopscope.plane.PlaneAddresses;
import io.loopscope.role.ConditionalOnService;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.WebFilter;

/** The page: one document, its modules and styles, and one file of ECharts. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnService
class PageConfiguration {
  private static final RequestPredicate READ =
      RequestPredicates.methods(HttpMethod.GET, HttpMethod.HEAD);

  @Bean
  RouterFunction<ServerResponse> page(PlaneAddresses addresses) throws IOException {
    PageFiles files = PageFiles.read();
    return RouterFunctions.route()
        .filter(new ProblemFilter())
        .route(
            READ.and(RequestPredicates.path("/")),
            request -> files.page(request, policy(addresses, request)))
        .route(
            READ.and(RequestPredicates.path("/page/{*file}")),
            request -> files.serve(request.pathVariable("file").substring(1), request))
        .build();
  }

  @Bean
  WebFilter safeHeaders() {
    return new SecurityHeaders();
  }

  private static String policy(PlaneAddresses addresses, ServerRequest request) {
    String service = PlaneAddresses.origin(addresses.service(request.exchange().getRequest()));
    String socket = service.replaceFirst("^http", "ws");
    return SecurityHeaders.policyOfThePage(
        Stream.concat(Stream.of(service, socket), watched(request).stream()).toList());
  }

  /** The origin of another service that the page is asked to watch, if that is an HTTP address. */
  private static Optional<String> watched(ServerRequest request) {
    return request
        .queryParam("watch")
        .flatMap(PageConfiguration::parsed)
        .filter(it -> it.getHost() != null && Set.of("http", "https").contains(it.getScheme()))
        .map(
            it ->
                it.getScheme()
                    + "://"
                    + it.getHost()
                    + (it.getPort() < 0 ? "" : ":" + it.getPort()));
  }

  private static Optional<URI> parsed(String address) {
    try {
      return Optional.of(new URI(address));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
