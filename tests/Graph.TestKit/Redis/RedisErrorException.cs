namespace Graph.TestKit.Redis;

/// <summary>Redis has answered a command with an error, e.g. <c>READONLY You can't write against a read only replica.</c></summary>
public sealed class RedisErrorException(string message) : Exception(message);
