namespace Graph.Upstreams.Tests.Data;

/// <summary>A path for a kept database, for tests that restart on it.</summary>
internal sealed class TemporaryDatabase : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("graph-upstreams-tests-");

    public string Path => System.IO.Path.Combine(_directory.FullName, "upstreams.db");

    public void Dispose() => _directory.Delete(recursive: true);
}
