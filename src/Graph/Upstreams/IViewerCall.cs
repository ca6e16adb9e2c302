namespace Graph.Upstreams;

/// <summary>Implemented by contexts whose calls carry their viewer's own token to the upstream.</summary>
internal interface IViewerCall
{
    /// <summary>Sent as <c>Authorization: Bearer</c>; null sends none.</summary>
    ViewerToken? Token { get; }
}
