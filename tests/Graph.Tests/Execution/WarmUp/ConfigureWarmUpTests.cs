using System.Text;

namespace Graph.Tests.Execution.WarmUp;

/// <summary>What is wrong with the operations' settings stops the start, and names the setting.</summary>
public sealed class ConfigureWarmUpTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("warm-up").FullName;

    [Fact]
    public void Operations_OfAllForms_AreReadInTheirOrder()
    {
        File.WriteAllText(Path.Combine(_folder, "page.graphql"), "{ fromFile }", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        using var world = new SettingsWorld(
            ("WarmUp:Operations:b:Query", "{ b }"), ("WarmUp:Operations:b:Timeout", "PT3S"),
            ("WarmUp:Operations:10:Query", "{ ten }"), ("WarmUp:Operations:10:Critical", "true"),
            ("WarmUp:Operations:2:File", Path.Combine(_folder, "page.graphql")),
            ("WarmUp:Operations:a:Query", "{ a }"), ("WarmUp:Operations:a:Variables", """{"id": 7}"""));

        var ready = world.Options.Ready;
        Assert.Equal(["2", "10", "a", "b"], ready.Select(operation => operation.Name));
        Assert.Equal(["{ fromFile }", "{ ten }", "{ a }", "{ b }"], ready.Select(operation => operation.Request.Document));
        Assert.Equal([false, true, false, false], ready.Select(operation => operation.IsCritical));
        Assert.Equal([10, 10, 10, 3], ready.Select(operation => operation.Timeout.TotalSeconds));
        Assert.Equal(7, ready[2].Request.Variables.GetProperty("id").GetInt32());
    }

    [Fact]
    public void File_RelativePath_StartsAtTheContentRoot()
    {
        File.WriteAllText(Path.Combine(_folder, "page.graphql"), "{ fromFile }");

        using var world = new SettingsWorld(_folder, ("WarmUp:Operations:a:File", "page.graphql"));

        Assert.Equal("{ fromFile }", Assert.Single(world.Options.Ready).Request.Document);
    }

    [Theory]
    [InlineData("Critical", "true", "WarmUp:Operations:a needs one of Query and File, and not both.")]
    [InlineData("File", "missing.graphql", "WarmUp:Operations:a:File is 'missing.graphql', which cannot be read: Could not find file")]
    [InlineData("File", "..", "WarmUp:Operations:a:File is '..', which cannot be read: ")]
    [InlineData("File", "a\0b", "which cannot be read: ")]
    [InlineData("File", "long.graphql", "which has 65 bytes; a document has at most 64 (Limits:DocumentBytes).")]
    public void Document_ThatCannotBeRead_IsAProblem(string setting, string value, string problem)
    {
        File.WriteAllText(Path.Combine(_folder, "long.graphql"), new string('#', 65));
        using var world = new SettingsWorld(_folder, ("Limits:DocumentBytes", "64"), ($"WarmUp:Operations:a:{setting}", value));

        Assert.Contains(problem, Assert.Single(world.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("[1]")]
    [InlineData("null")]
    [InlineData("""{"id": "\ud800"}""")]
    public void Variables_ThatAreNoObject_AreAProblemAndAreNotRepeated(string variables)
    {
        using var world = new SettingsWorld(("WarmUp:Operations:a:Query", "{ a }"), ("WarmUp:Operations:a:Variables", variables + " "));

        Assert.Equal("""WarmUp:Operations:a:Variables must be the text of a JSON object, such as {"id": "7"}.""", Assert.Single(world.Problems));
    }

    [Fact]
    public void Problems_OfAllKinds_AreToldTogether()
    {
        using var world = new SettingsWorld(
            ("WarmUp:CriticalTimeout", "2"), ("WarmUp:Concurrency", "0"), ("WarmUp:Operations:a:Query", "{ a }"), ("WarmUp:Operations:a:File", "b"),
            ("WarmUp:Operations:b:Query", "{ b }"), ("WarmUp:Operations:b:Timeout", "00:00:00"), ("WarmUp:Operations:b:Size", "1"),
            ("WarmUp:Operations:b:Variables:id", "7"), ("WarmUp:Operations:c", "{ c }"), ("Limits:VariablesBytes", "0"));

        Assert.Equal(
            [
                "WarmUp:Concurrency", "WarmUp:CriticalTimeout", "WarmUp:Operations:a", "WarmUp:Operations:b:Size", "WarmUp:Operations:b:Timeout",
                "WarmUp:Operations:b:Variables", "WarmUp:Operations:c", "WarmUp:Operations:c",
            ],
            world.Problems.Select(problem => problem.Split(' ')[0]).Order(StringComparer.Ordinal));
        Assert.Contains("WarmUp:Operations:b:Variables must be one text, and no section or list.", world.Problems);
    }

    [Fact]
    public void Variables_LongerThanTheirLimit_AreAProblem()
    {
        using var world = new SettingsWorld(
            ("Limits:VariablesBytes", "10"), ("WarmUp:Operations:a:Query", "{ a }"), ("WarmUp:Operations:a:Variables", """{"id": "77"}"""));

        Assert.Equal("WarmUp:Operations:a:Variables is longer than 10 bytes (Limits:VariablesBytes).", Assert.Single(world.Problems));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
