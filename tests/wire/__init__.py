"""The server spoken to over a raw websocket, as somebody would who forges what the browser sends."""
