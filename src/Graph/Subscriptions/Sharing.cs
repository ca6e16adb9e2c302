namespace Graph.Subscriptions;

/// <summary>Who may share an execution.</summary>
internal enum Sharing
{
    /// <summary>Nobody: it is one subscriber's own.</summary>
    None,

    /// <summary>The same viewer's subscribers; all who are anonymous.</summary>
    Viewer,

    /// <summary>Everybody.</summary>
    All,
}
