namespace Graph.Execution.Streams;

/// <summary>What happens when a client reads more slowly than results come.</summary>
internal enum MailboxPolicy
{
    /// <summary>A newer result replaces the oldest of its subject that waits, and says how many it stands for. For results that show a state.</summary>
    Replace,

    /// <summary>Nothing is left out: the subscription ends. For results that are events.</summary>
    Keep,
}
