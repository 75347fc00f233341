package io.loopscope.cpu;

import io.loopscope.http.JsonBody;
import io.loopscope.http.RequestLimits;
import io.loopscope.placement.RemoteWork;
import io.loopscope.placement.WorkDecoder;
import io.loopscope.role.ConditionalOnRole;
import io.loopscope.role.Role;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Takes orders for CPU work from another process. */
@Component
@ConditionalOnRole({Role.LAB, Role.SERVICE, Role.WORKER})
final class CpuWorkDecoder implements WorkDecoder {
  private final RequestLimits limits;

  CpuWorkDecoder(RequestLimits limits) {
    this.limits = limits;
  }

  @Override
  public RemoteWork read(JsonNode order) {
    CpuRequest request = JsonBody.read(order, CpuRequestBody.class, PngImage.AS).request();
    limits.units(request.units());
    return PngImage.isOrderedBy(order) ? new PngImage(request.units()) : request;
  }
}
