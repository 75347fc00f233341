package io.loopscope;

import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;

/** Waits for the first text that a WebSocket hears. */
final class FirstText implements WebSocket.Listener {
  private final CompletableFuture<CharSequence> text = new CompletableFuture<>();

  CharSequence await() throws Exception {
    return text.get();
  }

  @Override
  public CompletableFuture<?> onText(WebSocket socket, CharSequence heard, boolean last) {
    text.complete(heard);
    return CompletableFuture.completedFuture(null);
  }
}
