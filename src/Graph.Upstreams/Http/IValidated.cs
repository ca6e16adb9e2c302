namespace Graph.Upstreams.Http;

/// <summary>A body or a group of parameters whose validation attributes are checked before its handler runs.</summary>
internal interface IValidated;
