package io.loopscope.openapi;

import io.loopscope.http.ApiExample;
import io.loopscope.placement.PlacedResult;
import io.loopscope.placement.Placement;
import io.loopscope.placement.Placements;
import io.loopscope.placement.SteppedWork;
import io.loopscope.role.ConditionalOnService;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.springdoc.core.customizers.SpringDocCustomizers;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.providers.SpringDocProviders;
import org.springdoc.core.service.AbstractRequestService;
import org.springdoc.core.service.GenericResponseService;
import org.springdoc.core.service.OpenAPIService;
import org.springdoc.core.service.OperationService;
import org.springdoc.core.utils.Constants;
import org.springdoc.webflux.api.OpenApiWebfluxResource;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * Describes the API off the event loop: springdoc reads every controller at the first request, for
 * half a second and from files, and holds a lock meanwhile.
 */
@Hidden
@RestController
@ConditionalOnService
class OpenApiController extends OpenApiWebfluxResource {
  private final Placements placements;

  OpenApiController(
      ObjectFactory<OpenAPIService> service,
      AbstractRequestService requests,
      GenericResponseService responses,
      OperationService operations,
      SpringDocConfigProperties properties,
      SpringDocProviders providers,
      SpringDocCustomizers customizers,
      Placements placements) {
    super(service, requests, responses, operations, properties, providers, customizers);
    this.placements = placements;
  }

  @ApiExample(shows = "this API, described for machines", curl = "curl {service}/api/openapi")
  @GetMapping(path = Constants.API_DOCS_URL, produces = MediaType.APPLICATION_JSON_VALUE)
  @Override
  public Mono<byte[]> openapiJson(
      ServerHttpRequest request, @Value(Constants.API_DOCS_URL) String path, Locale locale) {
    return offTheLoop(() -> super.openapiJson(request, path, locale));
  }

  @ApiExample(shows = "the same as YAML", curl = "curl {service}/api/openapi.yaml")
  @GetMapping(
      path = Constants.DEFAULT_API_DOCS_URL_YAML,
      produces = Constants.APPLICATION_OPENAPI_YAML)
  @Override
  public Mono<byte[]> openapiYaml(
      ServerHttpRequest request,
      @Value(Constants.DEFAULT_API_DOCS_URL_YAML) String path,
      Locale locale) {
    return offTheLoop(() -> super.openapiYaml(request, path, locale));
  }

  private Mono<byte[]> offTheLoop(Callable<Mono<byte[]>> description) {
    return placements
        .run(Placement.BOUNDED_ELASTIC, "openapi", () -> SteppedWork.indivisible(description))
        .flatMap(PlacedResult::value);
  }
}
