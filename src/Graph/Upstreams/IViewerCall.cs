namespace Graph.Upstreams;

/// <summary>A call that may carry its viewer's own bearer token.</summary>
internal interface IViewerCall
{
    /// <summary>Null: the call carries none.</summary>
    ViewerToken? Token { get; }
}
