import 'server-only';
import type { WebSocketLikeConstructor } from '@supabase/realtime-js';
import WebSocket from 'ws';

/**
 * Node 20 has no WebSocket of its own, and supabase-js refuses to be made without one although the
 * server never opens a socket. The types of the two differ only in optional members.
 */
export const nodeSocket = WebSocket as unknown as WebSocketLikeConstructor;
