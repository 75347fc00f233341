package io.loopscope.cpu;

import io.loopscope.http.JsonBody;
import io.loopscope.http.RequestLimits;
import io.loopscope.placement.RemoteWork;
import io.loopscope.placement.WorkDecoder;
import io.loopscope.role.ConditionalOnRole;
import io.loopscope.role.Role;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Decodes CPU work that another process requests. */
@Component
@ConditionalOnRole({Role.LAB, Role.SERVICE, Role.WORKER})
final class CpuWorkDecoder implements WorkDecoder {
  private final RequestLimits limits;

  CpuWorkDecoder(RequestLimits limits) {
    this.limits = limits;
  }

  @Override
  public RemoteWork decode(JsonNode description) {
    CpuRequest request = JsonBody.read(description, CpuRequestBody.class, PngImage.AS).request();
    limits.units(request.units());
    return PngImage.isDescribedBy(description) ? new PngImage(request.units()) : request;
  }
}
