namespace Graph.TestKit.Edge;

/// <summary>The configurations of deploy/, with ports and folders of a test put in their places.</summary>
internal static class EdgeConfiguration
{
    /// <param name="path">Below deploy/.</param>
    /// <param name="places">What stands in the file, and what goes there.</param>
    public static string Read(string path, params (string Theirs, string Ours)[] places)
    {
        var text = File.ReadAllText(Path.Combine(Root(), "deploy", path));
        foreach (var (theirs, ours) in places)
        {
            text = text.Contains(theirs, StringComparison.Ordinal)
                ? text.Replace(theirs, ours, StringComparison.Ordinal)
                : throw new InvalidOperationException($"deploy/{path} does not say '{theirs}' any more.");
        }

        return text;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Graph.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests are not below the repository.");
        }

        return folder.FullName;
    }
}
