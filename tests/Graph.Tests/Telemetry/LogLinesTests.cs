using Graph.Telemetry;
using Microsoft.AspNetCore.Builder;

namespace Graph.Tests.Telemetry;

public sealed class LogLinesTests
{
    [Theory]
    [InlineData("Development", "simple")]
    [InlineData("Production", "json")]
    public void AddLogLines_ByEnvironment_ChoosesTheFormat(string environment, string format)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });

        builder.AddLogLines();

        Assert.Equal(format, builder.Configuration["Logging:Console:FormatterName"]);
        Assert.Equal("Warning", builder.Configuration["Logging:LogLevel:Microsoft"]);
    }

    [Fact]
    public void AddLogLines_LevelSetByTheUser_Stands()
    {
        var builder = WebApplication.CreateSlimBuilder(["--Logging:LogLevel:Microsoft=Debug"]);

        builder.AddLogLines();

        Assert.Equal("Debug", builder.Configuration["Logging:LogLevel:Microsoft"]);
    }

    // Any level is a reason for the web server to begin an activity for each request.
    [Theory]
    [InlineData("None", "Production")]
    [InlineData("Warning", "Development")]
    [InlineData("Warning", "Production", "--Logging:Console:FormatterName=json")] // whose lines have scopes
    [InlineData("Debug", "Production", "--Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics=Debug")]
    public void AddLogLines_WhereLinesHaveNoScopes_LeavesRequestsWithoutAnActivity(string expected, string environment, params string[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment, Args = settings });

        builder.AddLogLines();

        Assert.Equal(expected, builder.Configuration["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"]);
    }
}
