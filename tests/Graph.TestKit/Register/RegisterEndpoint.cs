namespace Graph.TestKit.Register;

/// <summary>One endpoint of the contract.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">After the caller's segment.</param>
/// <param name="Resources">What a read asks for, so that one that is asked for twice at a time shows; nothing of a write.</param>
/// <param name="Answer">Reads or writes, in one step.</param>
internal sealed record RegisterEndpoint(
    string Method, string Path, Func<RegisterRequest, IReadOnlyList<string>> Resources, Func<RegisterRequest, RegisterTruth, RegisterReply> Answer);
