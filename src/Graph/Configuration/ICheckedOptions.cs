namespace Graph.Configuration;

/// <summary>Options that are checked before the server listens.</summary>
internal interface ICheckedOptions
{
    /// <summary>What is wrong with them, for people: which setting, and what is allowed.</summary>
    IEnumerable<string> Problems();
}
