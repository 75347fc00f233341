package io.loopscope.eventloop.export;

import org.springframework.boot.actuate.endpoint.Producible;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/** How the report of loops may be asked for; JSON where the caller does not say. */
enum EndpointFormat implements Producible<EndpointFormat> {
  TEXT(MimeTypeUtils.TEXT_PLAIN),
  JSON(MimeTypeUtils.APPLICATION_JSON);

  private final MimeType mimeType;

  EndpointFormat(MimeType mimeType) {
    this.mimeType = mimeType;
  }

  @Override
  public MimeType getProducedMimeType() {
    return mimeType;
  }

  @Override
  public boolean isDefault() {
    return this == JSON;
  }
}
